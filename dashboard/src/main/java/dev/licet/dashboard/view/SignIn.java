package dev.licet.dashboard.view;

/// The way in.
///
/// @param openId whether another service can say who somebody is
public record SignIn(Frame frame, boolean openId) {}
