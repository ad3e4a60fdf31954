/// Users and sessions of the dashboard.
package dev.licet.storage.dashboard;
