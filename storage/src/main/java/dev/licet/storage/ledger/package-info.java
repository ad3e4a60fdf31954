/// Charging and recording: the units of work that redeem a token, and what a batch of them writes together.
package dev.licet.storage.ledger;
