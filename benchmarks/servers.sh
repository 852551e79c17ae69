# shellcheck shell=bash
#
# The servers that are measured, for the scripts beside this. They set: work, a
# directory to leave data and logs in.

java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# start NAME [OPTION...]: runs the server with its data in work, and sets its
# pid (server) and where it is asked (base, ready, write).
start() {
  local name=$1
  shift
  case $name in
    varve)
      base=http://127.0.0.1:9292 ready=/-/ready write=/api/v1/write
      ./varve server --data-dir "$work/varve" "$@" >>"$work/log" 2>&1 &
      ;;
    prometheus)
      base=http://127.0.0.1:9090 ready=/-/ready write=/api/v1/write
      printf 'global:\n  scrape_interval: 1h\n' >"$work/prometheus.yml"
      prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/prometheus" \
        --web.listen-address=127.0.0.1:9090 --web.enable-remote-write-receiver "$@" >>"$work/log" 2>&1 &
      ;;
    victoria-metrics)
      base=http://127.0.0.1:8428 ready=/health write=/api/v1/write
      victoria-metrics -storageDataPath="$work/victoria-metrics" -retentionPeriod=12 \
        -httpListenAddr=127.0.0.1:8428 "$@" >>"$work/log" 2>&1 &
      ;;
    *)
      printf '%s: no such server: %s\n' "${0##*/}" "$name" >&2
      exit 2
      ;;
  esac
  server=$!
}

await_ready() {
  until curl -sf -m 2 "$base$ready" >/dev/null; do
    kill -0 "$server" 2>/dev/null || { cat "$work/log"; exit 1; }
    sleep 0.05
  done
}

# of_benchmarks CLASS [ARGUMENT...]: runs a program of the benchmarks.
of_benchmarks() {
  "$java" -Xmx1g --enable-native-access=ALL-UNNAMED -cp 'benchmarks/target/quick/lib/*' \
    "io.varve.benchmarks.$1" "${@:2}"
}

cpu_seconds() {
  sed 's/.*) /- - /' "/proc/$server/stat" | awk '{print ($14 + $15) / 100}'
}
