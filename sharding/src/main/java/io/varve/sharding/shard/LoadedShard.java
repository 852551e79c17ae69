package io.varve.sharding.shard;

import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.log.ShardLog;
import io.varve.persistence.manifest.ManifestCommitter;

/** A claimed shard as of its newest checkpoint, before what the log holds behind it is replayed. */
record LoadedShard(
    ShardLog log,
    ShardState state,
    HeadSegments segments,
    SeriesApplier applier,
    ManifestCommitter committer,
    ShardCommits commits,
    OpenReplies replies,
    StoredShard storage) {}
