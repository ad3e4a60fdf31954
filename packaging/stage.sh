# The program as it is installed, in $stage: a Java of its own, the modules, the launcher, the papers. Sourced by package; needs
# $home, JAVA_HOME and say.

packages=$home/target/packages
work=$home/target/packaging
stage=$work/licet

what_can_be_built() {
    printf 'tarball chart sbom'
    if command -v dpkg-deb >/dev/null 2>&1; then printf ' deb'; fi
    if command -v dpkg-deb >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then printf ' image'; fi
}

# The version stands in the pom and nowhere else.
find_version() {
    version=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$home/pom.xml" | head -n 1)
    time=$(sed -n 's/.*<project.build.outputTimestamp>\(.*\)<\/project.build.outputTimestamp>.*/\1/p' "$home/pom.xml")
    SOURCE_DATE_EPOCH=$(date -u -d "$time" +%s)
    export SOURCE_DATE_EPOCH
    machine=$(uname -m)
    case $machine in
        x86_64) debian_arch=amd64 ;;
        aarch64) debian_arch=arm64 ;;
        *)
            echo "package: no packages are made for $machine" >&2
            exit 1
            ;;
    esac
}

prepare() {
    umask 022
    find_version
    rm -rf "$work" "$packages"
    mkdir -p "$stage" "$packages"
    say "building Licet $version for $machine"
    # What earlier builds left there must not get into a package.
    rm -rf "$home"/server/target/modules "$home"/device/target/modules
    (cd "$home" && mvn -q -B -DskipTests -Dspotless.check.skip=true package org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom) \
        >"$work/build.log" 2>&1 || {
        cat "$work/build.log" >&2
        exit 1
    }
    stage_modules
    stage_runtime
    stage_launcher
    stage_papers
}

# Both programs have a folder, because a module path must hold nothing that is not wanted; what both need is there once.
stage_modules() {
    mkdir -p "$stage/modules/server" "$stage/modules/device"
    cp "$home"/server/target/modules/*.jar "$home"/server/target/licet-server-*.jar "$stage/modules/server/"
    cp "$home"/device/target/modules/*.jar "$home"/device/target/licet-device-*.jar "$stage/modules/device/"
    for jar in "$stage"/modules/device/*.jar; do
        name=${jar##*/}
        if cmp -s "$jar" "$stage/modules/server/$name"; then ln -sf "../server/$name" "$jar"; fi
    done
    native=org/sqlite/native/Linux/$machine/libsqlitejdbc.so
    (cd "$work" && "$JAVA_HOME/bin/jar" xf "$stage"/modules/server/sqlite-jdbc-*.jar "$native")
    mkdir "$stage/modules/native"
    mv "$work/$native" "$stage/modules/native/"
    rm -rf "$work/org"
}

# The modules of the JDK that the program asks for, and those that are found at run time: PKCS#11 for hardware modules, and Flight
# Recorder for whoever looks into a running service.
stage_runtime() {
    "$JAVA_HOME/bin/jlink" --add-modules "$(jdk_modules),jdk.crypto.cryptoki,jdk.jfr,jdk.management,jdk.net,jdk.unsupported" \
        --no-header-files --no-man-pages --output "$stage/runtime"
    # The licenses of the JDK's parts are the same texts many times over.
    find "$stage/runtime/legal" -type l -delete
}

# What the modules say that they require, and, for those that are no modules, what their classes use.
jdk_modules() {
    {
        for jar in "$stage"/modules/server/*.jar "$stage"/modules/device/licet-device-*.jar; do
            "$JAVA_HOME/bin/jar" --describe-module --file "$jar" --release 25 2>/dev/null || true
        done | sed -n 's/^requires \(java\|jdk\)\.\([a-z.]*\)\( mandated\| transitive\)*$/\1.\2/p'
        "$JAVA_HOME/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
            --module-path "$stage/modules/server" "$stage"/modules/server/*.jar 2>/dev/null | tail -n 1 | tr ',' '\n'
    } | LC_ALL=C sort -u | paste -s -d ,
}

stage_launcher() {
    mkdir -p "$stage/bin" "$stage/launcher"
    cp "$home/packaging/bin/licet" "$stage/bin/licet"
    cp "$home"/server/src/launcher/jvm.sh "$home"/server/src/launcher/rehearse.sh "$home"/server/src/launcher/run.sh "$stage/launcher/"
    chmod 755 "$stage/bin/licet"
}

stage_papers() {
    mkdir -p "$stage/share/completion" "$stage/share/man/man1"
    cp "$home/LICENSE" "$home/README.md" "$home/CHANGELOG.md" "$home/SECURITY.md" "$stage/share/"
    cp -R "$home/docs" "$stage/share/docs"
    "$stage/bin/licet" completion >"$stage/share/completion/licet"
    "$stage/bin/licet" man "$stage/share/man/man1"
    build_sbom
    cp "$packages/licet-$version.cdx.json" "$stage/share/sbom.cdx.json"
    find "$stage" -type d -exec chmod 755 {} +
    find "$stage" -type f ! -perm -u+x -exec chmod 644 {} +
    set_times "$stage"
}

# Maven lists what it resolves; not the Java that is brought along, nor what browsers load out of a jar of the project.
build_sbom() {
    java_version=$(sed -n 's/^SEMANTIC_VERSION="\(.*\)"$/\1/p' "$JAVA_HOME/release")
    {
        component platform openjdk "$java_version" "pkg:generic/openjdk@$(printf '%s' "$java_version" | sed 's/+/%2B/')" \
            'GPL-2.0-only WITH Classpath-exception-2.0'
        component library swagger-ui "$(property swagger-ui.version)" "pkg:npm/swagger-ui@$(property swagger-ui.version)" Apache-2.0
        component library shaka-player "$(property shaka.version)" "pkg:npm/shaka-player@$(property shaka.version)" Apache-2.0
    } >"$work/components"
    sed "/^  \"components\" : \[\$/r $work/components" "$home/target/bom.json" >"$packages/licet-$version.cdx.json"
}

# Prints what the pom says of the property $1.
property() {
    sed -n "s/.*<$1>\(.*\)<\/$1>.*/\1/p" "$home/pom.xml"
}

# $1 to $5 are its type, name, version, package URL and license.
component() {
    printf '    {\n      "type" : "%s",\n      "name" : "%s",\n      "version" : "%s",\n      "licenses" : [\n' "$1" "$2" "$3"
    printf '        {\n          "expression" : "%s"\n        }\n      ],\n      "purl" : "%s"\n    },\n' "$5" "$4"
}

# $1 is a folder: the time of everything in it becomes that of the build.
set_times() {
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

# Packs what is in the folder $2, as $3 in there, into the tar file $1, in the same order with the same owner at any time.
pack() {
    tar --create --file "$1" --directory "$2" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner \
        --format=posix --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime "$3"
}
