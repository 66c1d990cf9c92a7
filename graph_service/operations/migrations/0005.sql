CREATE TABLE dismissal (
    id TEXT PRIMARY KEY,
    unit TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    candidate TEXT NOT NULL,
    principal TEXT NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_by TEXT
);
CREATE INDEX dismissal_fingerprint ON dismissal (unit, fingerprint);
