/// How much the database has to do.
package dev.licet.storage.load;
