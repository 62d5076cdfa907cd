"""The half of a worker that is the same for any work: it takes an external mission, runs its steps one after the other,
and reports. See worker.py for the other half. Needs Python 3.9 and nothing else.
"""

import http.client
import json
import os
import random
import sys
import threading
import time
import urllib.error
import urllib.request

URL = os.environ.get("MISSION_PROGRESS_URL", "http://localhost:5000").rstrip("/")
KEY = os.environ.get("MISSION_PROGRESS_KEY")

BEAT_SECONDS = 20  # The mission shows as stalled after 60 seconds of silence.
REPORT_SECONDS = 1  # Each report is a database write; nobody looks at the bar more often.
LOOK_SECONDS = 2  # How often a mission that is paused is asked whether it goes on.
PATIENCE_SECONDS = 30  # The longest wait between two tries of a call.
OVER = ("completed", "failed", "cancelled")


class Refused(Exception):
    """The API said no, and would say so again: `code` says why, and stays the same from version to version."""

    def __init__(self, problem):
        super().__init__(f"{problem.get('detail', 'refused')} {problem.get('next', '')}".strip())
        self.code = problem.get("code", "unknown")


class Stop(Exception):
    """The mission needs nothing more of this worker now: it is over, or paused."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def call(method, path, body=None):
    """One call of the API, sent again until it is answered.

    After a broken connection nobody knows whether the call arrived. That is no matter: all that this worker sends may
    arrive twice. What the API would refuse again is raised as Refused.
    """
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {KEY}"} if KEY else {})}
    data = None if body is None else json.dumps(body).encode()
    tries = 0
    while True:
        request = urllib.request.Request(f"{URL}{path}", data, headers, method=method)
        wait = min(PATIENCE_SECONDS, 0.5 * 2 ** min(tries, 10)) * random.uniform(0.5, 1)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            problem = problem_in(error)
            if not problem.get("retryable", error.code >= 500):
                raise Refused(problem) from error
            wait = max(wait, float(error.headers.get("retry-after") or 0))
            reason = f"{error.code} {problem.get('code', '')}"
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = f"no answer ({error})"
        tries += 1
        say(f"{method} {path}: {reason}; again in {wait:.1f} s")
        time.sleep(wait)


def problem_in(error):
    """Every error of the API is a JSON object; one of a proxy in between may be anything."""
    try:
        problem = json.load(error)
        return problem if isinstance(problem, dict) else {}
    except (OSError, http.client.HTTPException, ValueError):
        return {}


def run_mission(mission_id, objective, steps):
    """Works on the mission of this id until it is over, and answers how it ended. It is made if there is none.

    `steps` are (name, share of the bar, function) each; see worker.py for what a function may do. Started again after a
    crash, it goes on with the first step that is not finished. Raises Refused.
    """
    take(mission_id, objective, steps)
    worker = Worker(mission_id)
    threading.Thread(target=worker.beat, daemon=True).start()
    state = worker.tell("heartbeat")
    is_resting = False
    while state["status"] not in OVER:
        if state["should_stop"] or state["status"] == "queued":
            # Paused, or its time has not come: a heartbeat now and then tells when there is something to do.
            if not is_resting:
                say(f"resting: the mission is {state['status']}")
            is_resting = True
            time.sleep(LOOK_SECONDS)
            state = worker.tell("heartbeat")
            continue
        is_resting = False
        try:
            state = run_step(worker, steps, state["next_step"])
        except Stop:
            state = worker.tell("heartbeat")
        except Refused as refusal:
            # Somebody else may have reported this step: the API knows which one is due.
            if refusal.code != "step_out_of_order":
                raise
            state = worker.tell("heartbeat")
    return state["status"]


def take(mission_id, objective, steps):
    """Makes the mission if there is none, and sees to it that it may be worked on. Harmless to repeat."""
    try:
        mission = call("GET", f"/missions/{mission_id}")
    except Refused as refusal:
        if refusal.code != "mission_not_found":
            raise
        external = {"steps": [{"name": name, "weight": weight} for name, weight, _ in steps]}
        # Under an id of our own: sent twice, this is still one mission.
        request = {"mission_id": mission_id, "objective": objective, "type": "external", "external": external}
        mission = call("POST", "/missions", request)
    if [step["step_name"] for step in mission["plan"]] != [name for name, _, _ in steps]:
        raise SystemExit(f"The mission {mission_id} has other steps than this worker.")
    if mission["status"] == "proposed":
        mission = call("POST", f"/missions/{mission_id}/approve")
    if mission["status"] == "approved":
        call("POST", f"/missions/{mission_id}/execute")


def run_step(worker, steps, index):
    name, _, run = steps[index]
    say(f"step {index + 1} of {len(steps)}: {name}")
    worker.stop.clear()
    begun = worker.tell(f"steps/{index}", status="started")
    if begun["should_stop"]:
        return begun
    try:
        done = run(lambda *how: worker.progress(index, *how))
    except (Stop, Refused):
        raise
    except Exception as error:
        # Ours to decide: what is told here fails the mission. Its owner may retry it, from this step on.
        failure = {"message": f"{type(error).__name__}: {error}"[:1000], "next": "Mend it, then retry the mission."}
        return worker.tell(f"steps/{index}", status="failed", error=failure)
    return worker.tell(f"steps/{index}", status="completed", **done)


class Worker:
    """What is told of one mission, and whether the API last said to stop."""

    def __init__(self, mission_id):
        self.mission_id = mission_id
        self.stop = threading.Event()
        self.reported = float("-inf")

    def tell(self, path, **report):
        """Sends a report. Any answer says whether to go on, so that is kept."""
        state = call("POST", f"/missions/{self.mission_id}/{path}", {"worker": f"worker.py {os.getpid()}", **report})
        if state["should_stop"]:
            self.stop.set()
        return state

    def progress(self, step, done, total, unit):
        if not self.stop.is_set() and time.monotonic() - self.reported >= REPORT_SECONDS:
            self.reported = time.monotonic()
            message = f"{done} of {total} {unit}"
            self.tell(f"steps/{step}", status="progress", done=done, total=total, unit=unit, message=message)
        if self.stop.is_set():
            raise Stop

    def beat(self):
        """Signs of life from a thread of their own: a step may say nothing for long."""
        while True:
            time.sleep(BEAT_SECONDS)
            try:
                self.tell("heartbeat")
            except Refused as refusal:
                say(f"heartbeat: {refusal}")
                self.stop.set()
