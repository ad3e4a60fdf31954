# The flags of the JVM. Sourced by licet and by bench/run; sets $safe_flags, $short_flags for commands, and
# $device_flags and $serve_flags for players and for what serves.

# No heap dump, no debugger, no deserialization: the heap holds keys.
safe_flags='-XX:+ExitOnOutOfMemoryError -XX:-HeapDumpOnOutOfMemoryError -XX:+DisableAttachMechanism -Djdk.serialFilter=!*'

# What ends soon is not worth loading a native library or a second compiler, nor a second collector thread.
short_flags="$safe_flags -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlicet.crypto.native=false"

# $1 is a folder with modules, $2 the module in it that certainly has a native library.
find_native() {
    native=$2
    for jar in "$1"/AmazonCorrettoCryptoProvider-*.jar; do
        [ ! -e "$jar" ] || native=${native:+$native,}com.amazon.corretto.crypto.provider
    done
}

# $1 is the folder with the modules of the simulated players. The JDK opens every security provider in it while it looks
# for one of its own, and would warn of the native one.
find_device_flags() {
    find_native "$1" ""
    device_flags="$short_flags${native:+ --enable-native-access=$native}"
}

# $1 is the folder with the modules of the server.
find_serve_flags() {
    find_native "$1" org.xerial.sqlitejdbc
    # A cache that does not fit the JVM any more is no news: it is passed over, and the start takes a second longer.
    serve_flags="$safe_flags --enable-native-access=$native -Xlog:aot*=off -Xlog:cds*=off"
}
