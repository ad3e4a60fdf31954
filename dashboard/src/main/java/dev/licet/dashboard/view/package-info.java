/// What the pages show: one record per template. Templates escape everything for the place where it stands.
package dev.licet.dashboard.view;
