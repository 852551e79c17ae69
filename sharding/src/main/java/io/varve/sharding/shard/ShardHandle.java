package io.varve.sharding.shard;

import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.index.HeadIndex;
import io.varve.persistence.manifest.ManifestCommitter;
import org.apache.pekko.actor.ActorRef;

/**
 * A shard that lives on this node and has recovered.
 *
 * @param epoch of its claim
 * @param index read through its views
 * @param segments where its sealed chunks are read
 */
public record ShardHandle(
    int shard,
    long epoch,
    ActorRef actor,
    HeadIndex index,
    HeadSegments segments,
    ManifestCommitter committer) {}
