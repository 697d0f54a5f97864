# Sourced by the stages that run the packaged product. Needs bash, curl and a JDK of 21 or newer.
# Everything a stage starts lives in $work and is ended, and $work deleted, when the stage ends.

work=$(mktemp -d)
started=()
KEY=stage-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

note() { printf '%(%H:%M:%S)T %s\n' -1 "$*"; }

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  for log in "$work"/*.log; do
    printf -- '--- the end of %s\n' "${log##*/}" >&2
    tail -n 40 "$log" >&2
  done
  exit 1
}

# A process, or with a minus before its id its group.
end_process() {
  kill -- "$1" 2> /dev/null || return 0
  for _ in {1..150}; do
    kill -0 -- "$1" 2> /dev/null || return 0
    sleep 0.2
  done
  kill -9 -- "$1" 2> /dev/null || true
}

clean_up() {
  for process in ${started[@]+"${started[@]}"}; do
    end_process "$process"
  done
  for home in "$work"/*/; do
    end_servers "${home%/}" 9
  done
  # Helpers of a killed server go on writing for a moment.
  for _ in {1..20}; do
    rm -rf "$work" 2> /dev/null && return
    sleep 0.5
  done
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# A JDK of 21 or newer, looked for where Maven's toolchains look for it.
find_java() {
  local home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] || continue
    version=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge 21 ]; then
      java=$home/bin/java
      return
    fi
  done
  fail "no JDK of 21 or newer: install one, or name its folder by JAVA_HOME."
}

# The one application jar of a module: app_jar MODULE
app_jar() {
  local jars=("$1"/target/*-app.jar)
  [ -f "${jars[0]}" ] || fail "$1 is not packaged: run mvn package first."
  echo "${jars[0]}"
}

# A port nobody uses, below those the system gives away by itself.
free_port() {
  local port
  while true; do
    port=$((15000 + RANDOM % 15000))
    if ! (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; then
      echo "$port"
      return
    fi
  done
}

# A field of flat JSON on the standard input: field NAME
field() { sed -n 's/.*"'"$1"'":"\{0,1\}\([^",}]*\).*/\1/p' | sed -n 1p; }

# A call with the key; the body is printed, an answer that is an error ends the stage: call PATH [CURL-OPTION...]
call() {
  local path=$1
  shift
  curl -sS --fail-with-body --max-time 120 -H "Authorization: Bearer $KEY" "$@" "$BASE$path" \
    || fail "$path was answered with an error"
}

# Waits until a URL answers well: await_url URL PROCESS
await_url() {
  for _ in {1..900}; do
    if curl -sf --max-time 5 -o /dev/null "$1"; then
      return
    fi
    kill -0 "$2" 2> /dev/null || fail "the process ended before $1 answered"
    sleep 0.2
  done
  fail "$1 does not answer"
}

# Ends the servers of a data folder, if they run: end_servers HOME SIGNAL
end_servers() {
  local process
  for note in "$1/temporal.run" "$1/postgresql/postmaster.pid"; do
    if [ -f "$note" ]; then
      read -r process _ < "$note"
      kill "-$2" "$process" 2> /dev/null || true
    fi
  done
}

# Sets BASE and temporal_address, and the ports behind them.
choose_ports() {
  http_port=$(free_port) temporal_port=$(free_port) ui_port=$(free_port) database_port=$(free_port)
  BASE=http://127.0.0.1:$http_port
  temporal_address=127.0.0.1:$temporal_port
}

# Starts the whole product on the data folder $work/home, again on the same ports; sets product.
start_product() {
  if [ -z "${http_port:-}" ]; then
    find_java
    choose_ports
  fi
  LEADLOOP_ADMIN_KEY=$KEY "$java" --enable-native-access=ALL-UNNAMED -jar "$(app_jar starter-api)" \
    --server.port="$http_port" --leadloop.home="$work/home" --leadloop.temporal.port="$temporal_port" \
    --leadloop.temporal.ui-port="$ui_port" --leadloop.database.port="$database_port" "$@" >> "$work/product.log" 2>&1 &
  product=$!
  started+=("$product")
  await_url "$BASE/readyz" "$product"
}

# The tool that the product found or fetched: temporal_tool ARGUMENT...
temporal_tool() {
  local tool=$work/home/bin/temporal
  [ -x "$tool" ] || tool=temporal
  "$tool" "$@" --address "$temporal_address" --namespace leadloop
}

# As if the power had gone: the process and both servers, at once.
kill_everything() {
  kill -9 "$product"
  end_servers "$work/home" 9
  wait "$product" 2> /dev/null || true
}
