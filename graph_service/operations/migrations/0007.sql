-- What decided a review beside its data (rules, numbers, policy of exposure), by the SHA-256 of its canonical content.
CREATE TABLE review_standard (
    digest TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    first_used_at TEXT NOT NULL
);
CREATE TRIGGER review_standard_no_update BEFORE UPDATE ON review_standard BEGIN SELECT RAISE(ABORT, 'standards of a review are kept as used'); END;
CREATE TRIGGER review_standard_no_delete BEFORE DELETE ON review_standard BEGIN SELECT RAISE(ABORT, 'standards of a review are kept as used'); END;
