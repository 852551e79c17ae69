package io.varve.persistence.log.wal;

import java.util.List;
import java.util.Map;

/**
 * What was found in a log's directory.
 *
 * @param history of all shards, to the end of the log; what it says of stopped shards is void
 * @param lastSegment its number; 0 if there is none
 * @param lastLength how many bytes of it are certain to be durable
 * @param certain positions of all shards after those bytes
 * @param doubtful the records behind those bytes: whole, but perhaps not durable
 * @param stopped shards that were stopped before
 */
record LogFindings(
    LogHistory history,
    long lastSegment,
    long lastLength,
    Map<Integer, ShardPosition> certain,
    List<RecordPlace> doubtful,
    Map<Integer, ShardManifests> manifests,
    Map<Integer, SetAside.Stopped> stopped) {}
