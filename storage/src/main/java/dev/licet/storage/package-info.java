/// The ports of the domain over SQL, and what the operator's commands need beside them. The table
/// `account_half` has a row for each account in each environment: its balance and how far its records go.
///
/// How concurrent calls share a commit (group commit):
///
/// 1. A call that changes anything is a unit: a function from a database session to its answer. The caller puts
///    it into a bounded queue and waits; a full queue or a long wait is [dev.licet.domain.StoreUnavailable]. 2.
///    One thread takes everything that waits, up to a limit, and begins one transaction. When the batch before
///    had more than one unit, it lets others join for up to a millisecond, as long as some do. 3. It asks each
///    unit what can be written for many at once, such as the first windows of tokens
///    ([dev.licet.storage.ledger.FirstWindows]). Then it runs the units in the order of arrival, each seeing
///    what the ones before it did. What they add to the books they defer: records and challenges of the whole
///    batch are written together, many rows to a statement, and the row of an account is read and written once
///    ([dev.licet.storage.ledger.BatchWrites]). 4. It commits, which is one fsync however many units there are.
///    Meanwhile the next batch gathers. 5. The callers are woken only after the commit has returned, so no
///    caller is told of a success that could still be lost. 6. A unit that fails by its own fault (a broken
///    constraint, a bug) is taken out, the transaction rolled back, and the others are run again without it:
///    all of a unit's statements apply or none. 7. Any other database error rolls back and throws the
///    connection away, because a connection that has failed once can apply half of what follows (reference:
///    security.md M6). Each unit is then tried once more, alone. 8. A caller that has given up is skipped.
///    Units hold no state of their own, so running one again is harmless.
///
/// On a server that several nodes share (reference: security.md M5, F5, F10):
///
/// 9. Each node has a few such writers; an account belongs to one of them, so that what holds up one account
///    holds up few others. 10. The first statement of a batch locks the rows of the accounts and environments
///    that it will touch, in one fixed order: no two batches wait for each other. A record gets its id and its
///    place under that lock, so for one account and environment the order of ids is the order of commits, and a
///    reader that continues after the last id misses nothing. Between accounts there is no such promise. 11. A
///    first redemption takes no round trip of its own, and a batch a handful. The server ends a transaction
///    that stands still for a second, so a frozen node gives its locks back; what it does afterwards fails and
///    begins anew. 12. When the answer to a commit is lost, the batch is looked up by a mark that it wrote:
///    made, it is answered; not made, it is run again; not to be told, its callers are refused and nothing is
///    run again.
package dev.licet.storage;
