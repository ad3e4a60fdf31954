/// What the dashboard keeps: who may sign in, who is signed in, and who changed what.
package dev.licet.storage.dashboard;
