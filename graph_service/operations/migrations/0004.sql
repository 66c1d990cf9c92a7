-- Tender reviews: each evaluation as it was answered, and what people did with it. Both are only ever appended to.
CREATE TABLE review (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    principal TEXT NOT NULL,
    title TEXT NOT NULL,
    purpose TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'sealed')),
    idempotency_key TEXT,
    fingerprint TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX review_idempotency ON review(principal, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX review_unit ON review(unit, created_at, id);

CREATE TABLE review_run (
    review TEXT NOT NULL REFERENCES review(id),
    number INTEGER NOT NULL,
    cause TEXT NOT NULL CHECK (cause IN ('created', 'identity', 'refreshed')),
    principal TEXT NOT NULL,
    at TEXT NOT NULL,
    request TEXT NOT NULL,
    data_version INTEGER NOT NULL,
    rules_version TEXT NOT NULL,
    rules_digest TEXT NOT NULL,
    summary TEXT NOT NULL,
    result TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (review, number)
);
CREATE TRIGGER review_run_no_update BEFORE UPDATE ON review_run BEGIN SELECT RAISE(ABORT, 'runs of a review are kept as answered'); END;
CREATE TRIGGER review_run_no_delete BEFORE DELETE ON review_run BEGIN SELECT RAISE(ABORT, 'runs of a review are kept as answered'); END;

CREATE TABLE review_event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    review TEXT NOT NULL REFERENCES review(id),
    run INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('decision', 'second', 'official_query', 'identity', 'attestation', 'seal')),
    principal TEXT NOT NULL,
    unit TEXT NOT NULL,
    at TEXT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX review_event_review ON review_event(review, number);
CREATE TRIGGER review_event_no_update BEFORE UPDATE ON review_event BEGIN SELECT RAISE(ABORT, 'what was done in a review is only appended to'); END;
CREATE TRIGGER review_event_no_delete BEFORE DELETE ON review_event BEGIN SELECT RAISE(ABORT, 'what was done in a review is only appended to'); END;
