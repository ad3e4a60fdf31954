# The self-contained tarball. Sourced by package.

build_tarball() {
    name=licet-$version-linux-$machine
    cp -a "$stage" "$work/$name"
    set_times "$work/$name"
    pack "$work/$name.tar" "$work" "$name"
    gzip -9 -n -c "$work/$name.tar" >"$packages/$name.tar.gz"
    rm -rf "${work:?}/$name" "$work/$name.tar"
}
