/// Stop lists: what gets no license.
package dev.licet.storage.stop;
