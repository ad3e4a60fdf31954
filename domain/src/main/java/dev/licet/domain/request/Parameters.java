package dev.licet.domain.request;
/// x
public final class Parameters {}
