package dev.licet.bench.run;

/// How fast something went in one round.
///
/// @param perSecond how often it was done in a second
/// @param cpuMicros processor time of each; NaN where that is not known
/// @param busy      the share of the time in which the generator had something to do; 0 without one
record Speed(double perSecond, double cpuMicros, double busy) {
    /// Of what could not be measured.
    static final Speed UNKNOWN = new Speed(Double.NaN, Double.NaN, 0);

    /// Of this and that, one after the other on one core.
    Speed and(Speed other) {
        double seconds = 1 / perSecond + 1 / other.perSecond;
        return new Speed(1 / seconds, cpuMicros + other.cpuMicros, Math.max(busy, other.busy));
    }
}
