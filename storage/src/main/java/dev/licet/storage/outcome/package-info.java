/// What becomes of an operator's wish: done, or one of the reasons why not. All administrations answer with it.
package dev.licet.storage.outcome;
