import type { CollectionReference, DocumentReference, Firestore } from 'firebase-admin/firestore';

/** Every path in the database. */
export function missions(db: Firestore): CollectionReference {
  return db.collection('missions');
}

export function missionDoc(db: Firestore, missionId: string): DocumentReference {
  return missions(db).doc(missionId);
}

export function schedules(db: Firestore): CollectionReference {
  return db.collection('schedules');
}

export function scheduleDoc(db: Firestore, scheduleId: string): DocumentReference {
  return schedules(db).doc(scheduleId);
}

/** The collections below a mission: all that goes with it when it is deleted. */
export const BELOW_MISSION = ['steps', 'events', 'items', 'results', 'control', 'drafts', 'inputs'] as const;

export function below(db: Firestore, missionId: string, name: (typeof BELOW_MISSION)[number]): CollectionReference {
  return missionDoc(db, missionId).collection(name);
}

export function webhooks(db: Firestore): CollectionReference {
  return db.collection('webhooks');
}

export function webhookDoc(db: Firestore, webhookId: string): DocumentReference {
  return webhooks(db).doc(webhookId);
}

/** What was or will be sent to webhooks. */
export function deliveries(db: Firestore): CollectionReference {
  return db.collection('deliveries');
}

export function deliveryDoc(db: Firestore, deliveryId: string): DocumentReference {
  return deliveries(db).doc(deliveryId);
}

/** The ledger: one document per attempt and step, so that a step can't be recorded twice. */
export function stepDoc(db: Firestore, missionId: string, attempt: number, stepIndex: number): DocumentReference {
  return steps(db, missionId).doc(`${attempt}-${stepIndex}`);
}

export function steps(db: Firestore, missionId: string): CollectionReference {
  return below(db, missionId, 'steps');
}

export function events(db: Firestore, missionId: string): CollectionReference {
  return below(db, missionId, 'events');
}

/** Numbers are padded so that the order of ids is the order of the history. */
export function eventDoc(db: Firestore, missionId: string, seq: number): DocumentReference {
  return events(db, missionId).doc(String(seq).padStart(9, '0'));
}

export function resultDoc(db: Firestore, missionId: string, attempt: number): DocumentReference {
  return below(db, missionId, 'results').doc(String(attempt));
}

/** What the owner asked of a running mission; see schema/mission.ts. */
export function controlDoc(db: Firestore, missionId: string): DocumentReference {
  return below(db, missionId, 'control').doc('request');
}

/** What a mission was asked beside its objective. */
export function inputDoc(db: Firestore, missionId: string, version: number): DocumentReference {
  return below(db, missionId, 'inputs').doc(String(version));
}

/** What a running step is writing. */
export function draftDoc(db: Firestore, missionId: string): DocumentReference {
  return below(db, missionId, 'drafts').doc('current');
}

/** Finished items of the steps that run a list. `group` says which step, of which attempt's list. */
export function items(db: Firestore, missionId: string): CollectionReference {
  return below(db, missionId, 'items');
}

export function itemDoc(db: Firestore, missionId: string, group: string, itemIndex: number): DocumentReference {
  return items(db, missionId).doc(`${group}-${itemIndex}`);
}

/** What its owner has written into the form of a new mission. A user’s id may have any character in it. */
export function formDraftDoc(db: Firestore, owner: string): DocumentReference {
  return db.collection('form_drafts').doc(encodeURIComponent(owner));
}

export function apiKeys(db: Firestore): CollectionReference {
  return db.collection('api_keys');
}

/** A key's document lies under the key's SHA-256: whoever reads the database has no key. */
export function apiKeyDoc(db: Firestore, hash: string): DocumentReference {
  return apiKeys(db).doc(hash);
}

/** What earlier runs taught, a document for each kind of run. */
export function statsDoc(db: Firestore, statsId: string): DocumentReference {
  return db.collection('mission_stats').doc(statsId);
}

/** What all missions have taken of a language model; see schema/usage.ts. */
export function modelUsages(db: Firestore): CollectionReference {
  return db.collection('model_usage');
}

export function modelUsageDoc(
  db: Firestore,
  { day, type, share }: { readonly day: string; readonly type: string; readonly share: number },
): DocumentReference {
  return modelUsages(db).doc(`${day}-${share}-${encodeURIComponent(type)}`);
}

/** Up to which mission the runs that have ended were learned. */
export function learnedDoc(db: Firestore): DocumentReference {
  return db.collection('progress').doc('learned_runs');
}

/** One document per limit: who admits a mission under it writes it, so that two can't both take the last slot. */
export function admissionDoc(
  db: Firestore,
  key: { readonly field: string; readonly value: string },
): DocumentReference {
  return db.collection('admissions').doc(`${key.field}:${encodeURIComponent(key.value)}`);
}
