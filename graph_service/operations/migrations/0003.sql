-- Saved work of people: pictures of the graph and the like. Holds ids, places and notes; what they show is asked anew.
CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    unit TEXT NOT NULL,
    shared INTEGER NOT NULL DEFAULT 0,
    content TEXT NOT NULL,
    revision INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
);
CREATE INDEX saved_view_owner ON saved_view (owner, updated_at);
CREATE INDEX saved_view_unit ON saved_view (unit, shared);
