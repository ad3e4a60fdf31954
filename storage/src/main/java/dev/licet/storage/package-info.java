/// The ports of the domain over SQL, and what the operator's commands need beside them. The table
/// `account_half` has a row for each account in each environment, with its balance; `record_end` says how far its
/// records go.
///
/// How concurrent calls share a commit (group commit):
///
/// 1. A call that changes anything is a unit: a function from a database session to its answer. The caller
///    puts it into a bounded queue and waits; a full queue or a long wait is
///    [dev.licet.domain.StoreUnavailable].
/// 2. One thread takes everything that waits, up to a limit, and begins one transaction. When the batch before had
///    more than one unit, it lets others join for up to a millisecond, as long as some do.
/// 3. It asks each unit what can be written for many at once, such as the first windows of tokens
///    ([dev.licet.storage.ledger.TokenRows]). Then it runs the units in the order of arrival, each seeing
///    what the ones before it did. What they add to the books they defer: records and challenges of the whole
///    batch are written together, many rows to a statement, and the row of an account is read and written once
///    ([dev.licet.storage.ledger.BatchWrites]).
/// 4. It commits, which is one fsync however many units there are. Meanwhile the next batch gathers. The thread of an
///    embedded database takes the processor from nobody ([DatabaseSettings#writingOn]): where that is busy, more
///    units gather.
/// 5. Only after the commit has returned are the callers woken: nobody is told yes about what could be lost.
/// 6. A unit that fails by its own fault (a broken constraint, a bug) is taken out, the transaction rolled
///    back, and the others are run again without it: all of a unit's statements apply or none.
/// 7. Any other database error rolls back and throws the connection away, because a connection that has
///    failed once can apply half of what follows (reference: security.md M6). Each unit is then tried once
///    more, alone.
/// 8. A caller that has given up is skipped. Units hold no state of their own, so running one again is
///    harmless.
///
/// On a server that several nodes share (reference: security.md M5, F5, F10):
///
/// 9. Each node has a few such writers; an account belongs to one of them, so that what holds up one account
///    holds up few others.
/// 10. The first statement of a batch takes what its units must have to themselves ([dev.licet.storage.sql.Hold]), in
///     one fixed order: no two batches wait for each other. Those who decide by an account share it, and who
///     changes it waits for them; of a balance that counts down each writer has a portion. The rows of tokens come
///     next, in an order of their own ([dev.licet.storage.ledger.TokenRows]).
/// 11. A record is written without a number. Whoever comes first afterwards gives numbers and places to what has been
///     committed, in transactions of its own ([dev.licet.storage.numbering.NumberedLog]). Inside one account and
///     environment nothing ever appears below a number that was read, so whoever reads on from the last id
///     misses nothing. Between accounts there is no such promise.
/// 12. A batch goes to the server three times: for what it holds and how that is, for the rows of its tokens, and
///     with all that it writes and the commit. The server ends a transaction that stands still for a second, so a
///     frozen node gives its locks back; what it does afterwards fails and begins anew.
/// 13. When the answer to a commit is lost, the batch is looked up by a mark that it wrote: made, it is
///     answered; not made, it is run again; not to be told, its callers are refused and nothing is run again.
package dev.licet.storage;
