-- Units, grants with who gave them, keys with an end, an audit log that refuses change, jobs that can be resumed.
-- Entries written before (no release had them) stay readable beside the new chain.
ALTER TABLE audit RENAME TO audit_0001;
ALTER TABLE principal RENAME TO principal_0001;
ALTER TABLE api_key RENAME TO api_key_0001;
DROP TABLE job;

CREATE TABLE unit (path TEXT PRIMARY KEY, created_at TEXT NOT NULL);
INSERT INTO unit SELECT DISTINCT unit, '' FROM principal_0001;

CREATE TABLE principal (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'service')),
    unit TEXT NOT NULL REFERENCES unit(path),
    created_at TEXT NOT NULL
);
INSERT INTO principal SELECT id, kind, unit, created_at FROM principal_0001;

CREATE TABLE role_grant (
    principal TEXT NOT NULL REFERENCES principal(id),
    role TEXT NOT NULL,
    granted_by TEXT NOT NULL,
    granted_at TEXT NOT NULL,
    PRIMARY KEY (principal, role)
);
INSERT OR IGNORE INTO role_grant
    SELECT p.id, r.value, 'migration', p.created_at
    FROM principal_0001 p, json_each('["' || replace(p.roles, ' ', '","') || '"]') r WHERE p.roles <> '';

CREATE TABLE api_key (
    id TEXT PRIMARY KEY,
    principal TEXT NOT NULL REFERENCES principal(id),
    hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT,
    revoked_at TEXT,
    last_used_at TEXT
);
INSERT INTO api_key SELECT id, principal, hash, created_at, NULL, revoked_at, NULL FROM api_key_0001;
DROP TABLE api_key_0001;
DROP TABLE principal_0001;

CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    principal TEXT NOT NULL,
    unit TEXT NOT NULL,
    action TEXT NOT NULL,
    subjects TEXT NOT NULL,
    purpose TEXT,
    request_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_principal ON audit(principal, number);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TABLE job (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    principal TEXT NOT NULL,
    request TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
    progress INTEGER NOT NULL DEFAULT 0,
    cancel INTEGER NOT NULL DEFAULT 0,
    result_path TEXT,
    error TEXT,
    idempotency_key TEXT,
    fingerprint TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX job_idempotency ON job(principal, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX job_owner ON job(principal, created_at);

-- Values that the service makes for itself, such as the key that cursors are signed with.
CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL);
