/// Charging. Issuing is free; a charge belongs to a redemption window of a token. What is charged, what is
/// free and what is refused is decided by [RedemptionPolicy] alone; the ledger reads, asks it, and writes.
///
/// The order is commit, then seal, then answer: a crash may lose an answer that was paid for, and can never give a
/// license that was not. Two redemptions of one token may race; the database decides, not this package.
package dev.licet.domain.ledger;
