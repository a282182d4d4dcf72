# Sourced by the commands in infra/. Sets: root (the project), JAVA_HOME (a JDK 25 or later).
# Gives: answer_help, build_all, build_launcher, maven, launch.

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

# Whether something was changed since it was built, or is not there. $1 a mark that a build leaves,
# $2 where the sources are, then what was built.
is_stale() {
    mark=$1
    sources=$2
    shift 2
    for file in "$mark" "$@"; do
        [ -e "$file" ] || return 0
    done
    changed=$(find "$sources" "$root/pom.xml" \( -name target -o -name .git -o -name .run -o -path '*/src/test' \) -prune \
        -o -type f \( -path '*/src/main/*' -o -name pom.xml \) -newer "$mark" -print | head -n 1)
    [ -n "$changed" ]
}

marks="$root/infra/launcher/target"
launcher_jar="$marks/launcher-1.0.0-SNAPSHOT.jar"

# Builds the launcher if it, or what it stands on, is stale.
build_launcher() {
    if is_stale "$marks/launcher.built" "$root/infra/launcher" "$launcher_jar" ||
        is_stale "$marks/launcher.built" "$root/shared-contracts/contracts" "$launcher_jar"; then
        package infra/launcher launcher
    fi
}

# Builds the services and the launcher if one of them is stale.
build_all() {
    if is_stale "$marks/all.built" "$root" "$launcher_jar" "$root"/{order,user,kitchen,payment}/target/*-service.jar; then
        package order,user,kitchen,payment,infra/launcher all launcher
    fi
}

# $1 the modules, then the marks to leave. They are as old as the sources that were built.
package() {
    modules=$1
    shift
    echo "Building; the first time this takes some minutes."
    begin_marks
    if ! maven -q package -DskipTests -Dspotless.check.skip=true -pl "$modules" -am; then
        echo "The build failed." >&2
        exit 1
    fi
    leave_marks "$@"
}

begin_marks() {
    mkdir -p "$marks"
    : >"$marks/begun"
}

leave_marks() {
    for mark in "$@"; do
        touch -r "$marks/begun" "$marks/$mark.built"
    done
}

# Becomes the launcher.
launch() {
    exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow \
        -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dordersaga.home="$root" \
        -cp "$launcher_jar:$marks/lib/*" \
        dev.ordersaga.infra.Launcher "$@"
}
