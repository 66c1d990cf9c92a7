CREATE TABLE principal (id TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT NOT NULL, roles TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE api_key (id TEXT PRIMARY KEY, principal TEXT NOT NULL REFERENCES principal(id), hash TEXT NOT NULL,
                      created_at TEXT NOT NULL, revoked_at TEXT);
CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, principal TEXT NOT NULL, action TEXT NOT NULL,
                    subjects TEXT NOT NULL, purpose TEXT, request_id TEXT, outcome TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE job (id TEXT PRIMARY KEY, kind TEXT NOT NULL, principal TEXT NOT NULL, state TEXT NOT NULL, progress INTEGER NOT NULL,
                  result TEXT, error TEXT, idempotency_key TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE UNIQUE INDEX job_idempotency ON job(principal, idempotency_key) WHERE idempotency_key IS NOT NULL;
