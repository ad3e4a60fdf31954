# The Helm chart, with the version of the project in it. Sourced by package.

build_chart() {
    rm -rf "$work/chart"
    mkdir "$work/chart"
    cp -R "$home/packaging/chart/licet" "$work/chart/licet"
    sed -i "s/^version: .*/version: $version/; s/^appVersion: .*/appVersion: \"$version\"/" "$work/chart/licet/Chart.yaml"
    cp "$home/LICENSE" "$work/chart/licet/"
    set_times "$work/chart"
    pack "$work/chart/licet.tar" "$work/chart" licet
    gzip -9 -n -c "$work/chart/licet.tar" >"$packages/licet-$version.tgz"
}
