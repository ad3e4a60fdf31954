-- Names keep the case in which they were given, because a provider's subject is compared exactly; `folded` is the name
-- with A to Z in lower case, and it is what must not come twice.
ALTER TABLE dashboard_user ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE dashboard_user SET folded = name;
CREATE UNIQUE INDEX dashboard_user_folded ON dashboard_user (folded);
