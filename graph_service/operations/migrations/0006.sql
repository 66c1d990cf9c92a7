-- The highest audit number ever given, apart from the entries: entries cut off at the end are missed by it.
CREATE TABLE audit_last (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL);
INSERT INTO audit_last SELECT 1, coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0);
CREATE TRIGGER audit_numbered AFTER INSERT ON audit BEGIN UPDATE audit_last SET number = NEW.number; END;
