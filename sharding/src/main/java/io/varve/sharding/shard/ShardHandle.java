package io.varve.sharding.shard;

import io.varve.persistence.head.HeadSegments;
import io.varve.persistence.head.index.HeadIndex;
import io.varve.persistence.manifest.ManifestCommitter;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
    OpenReplies replies,
    HeadIndex index,
    HeadSegments segments,
    ManifestCommitter committer) {

  /**
   * Asks the shard's actor for something.
   *
   * @param command makes the command from the future that its answer completes
   * @return fails when the shard stops before it has answered
   */
  public <T> CompletableFuture<T> ask(Function<CompletableFuture<T>, ShardCommand.Local> command) {
    // Expected before it is sent: a shard that stops between the lines answers all that is
    // expected.
    CompletableFuture<T> reply = replies.expect();
    actor.tell(command.apply(reply), ActorRef.noSender());
    return reply;
  }
}
