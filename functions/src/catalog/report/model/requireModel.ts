import { AppError } from '../../../core/errors.ts';
import type { Model } from '../../../edge/model.ts';

/** That there is no model, as a failure. */
export function modelNotSet(): AppError {
  return new AppError('model_not_set', 'This service has no language model: its operator has set none.');
}

/** The model; throws `model_not_set` where the operator has taken it away since the mission was set going. */
export function requireModel(model: Model | null): Model {
  if (model === null) throw modelNotSet();
  return model;
}
