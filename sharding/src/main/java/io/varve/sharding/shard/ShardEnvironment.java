package io.varve.sharding.shard;

import io.varve.persistence.fs.Disk;
import io.varve.persistence.log.ShardLogs;
import io.varve.persistence.log.Timer;
import io.varve.persistence.objectstore.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What all shards of a node share.
 *
 * @param store where what lasts goes
 * @param logs gives each claimed shard its log
 * @param headDirectory a directory of the local disk, for sealed chunks
 * @param workDirectory a directory of the local disk, for blocks that are being written
 * @param storeId of the store's descriptor
 * @param shards N
 * @param blockingIo runs what blocks
 * @param compaction runs what builds blocks
 * @param nanos a monotonic clock
 * @param deleteDelay how long what is superseded stays
 * @param checkpointPermits how many checkpoints the node takes at once
 * @param blockPermits how many blocks the node writes at once
 */
public record ShardEnvironment(
    ShardSettings settings,
    ObjectStore store,
    ShardLogs logs,
    Disk disk,
    Path headDirectory,
    Path workDirectory,
    String storeId,
    int shards,
    long incarnation,
    Executor blockingIo,
    Executor compaction,
    Timer timer,
    InstantSource clock,
    LongSupplier nanos,
    RandomGenerator random,
    Duration deleteDelay,
    SeriesBudget seriesBudget,
    Semaphore checkpointPermits,
    Semaphore blockPermits,
    ShardMetrics metrics) {}
