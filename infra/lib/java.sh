# Sourced by the commands in infra/. Sets: root (the project), JAVA_HOME (a JDK 25 or later).
# Gives: answer_help, build, launch.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# The text of --help is the comment at the head of the command itself.
answer_help() {
    case "${1:-}" in
        -h | --help)
            sed -n -e '2,/^$/s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
    esac
}

java_version() {
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

is_recent_jdk() {
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 1
    version=$(java_version "$1")
    [ -n "$version" ] && [ "$version" -ge 25 ]
}

jdk_of_path() {
    javac=$(command -v javac || true)
    [ -n "$javac" ] || return 0
    while [ -L "$javac" ]; do
        target=$(readlink "$javac")
        case "$target" in
            /*) javac=$target ;;
            *) javac=$(dirname "$javac")/$target ;;
        esac
    done
    (cd "$(dirname "$javac")/.." && pwd)
}

jdk_of_macos() {
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v 25+ 2>/dev/null || true
    fi
}

find_jdk() {
    for candidate in "${JAVA_HOME:-}" "$(jdk_of_path)" /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/java/* \
        "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$(jdk_of_macos)" \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
        if is_recent_jdk "$candidate"; then
            JAVA_HOME=$candidate
            export JAVA_HOME
            return 0
        fi
    done
    echo "No JDK 25 or later was found: install one (https://adoptium.net), or set JAVA_HOME to it." >&2
    exit 2
}

# Maven on this JDK, without the JVM's warnings about Maven's own libraries.
maven() {
    MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
        "$root/mvnw" -f "$root/pom.xml" -ntp -B "$@"
}

# Whether a module's artifact is missing or older than its sources. $1 a mark that a build leaves, then what was built.
is_stale() {
    mark=$1
    shift
    [ -e "$mark" ] || return 0
    for artifact in "$@"; do
        [ -e "$artifact" ] || return 0
    done
    changed=$(find "$root" \( -name target -o -name .git -o -name .run -o -path '*/src/test' \) -prune \
        -o -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$mark" -print | head -n 1)
    [ -n "$changed" ]
}

# Builds modules and what they stand on, if they are stale. $1 the modules, comma-separated.
build() {
    mark="$root/infra/launcher/target/built-$(printf %s "$1" | tr ',/' '--')"
    jars=
    for module in $(printf %s "$1" | tr ',' ' '); do
        case "$module" in
            infra/launcher) jar=$root/infra/launcher/target/launcher-1.0.0-SNAPSHOT.jar ;;
            *) jar=$root/$module/target/$module-1.0.0-SNAPSHOT-service.jar ;;
        esac
        jars="$jars|$jar"
    done
    IFS='|'
    if is_stale "$mark" ${jars#|}; then
        unset IFS
        echo "Building; the first time this takes some minutes."
        mkdir -p "$(dirname "$mark")"
        : >"$mark.new"
        if ! maven -q package -DskipTests -Dspotless.check.skip=true -pl "$1" -am; then
            echo "The build failed." >&2
            exit 1
        fi
        mv "$mark.new" "$mark"
    fi
    unset IFS
}

# Becomes the launcher.
launch() {
    exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow \
        -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dordersaga.home="$root" \
        -cp "$root/infra/launcher/target/launcher-1.0.0-SNAPSHOT.jar:$root/infra/launcher/target/lib/*" \
        dev.ordersaga.infra.Launcher "$@"
}
