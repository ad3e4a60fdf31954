/// What the dashboard keeps: who may sign in, and who is signed in.
package dev.licet.storage.dashboard;
