package dev.licet.dashboard.view;

/// The reference of an API.
///
/// @param description where the document is that it is drawn from
/// @param operators   whether it is the API for operators, which is not tried from here
public record ReferencePage(Frame frame, String description, boolean operators) {}
