package io.varve.node;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/** Tells when an actor system cannot be part of its cluster any more, for whatever reason. */
final class SystemEnd {
  private SystemEnd() {}

  /** Completes, once, with the reason in words. */
  static CompletableFuture<String> of(ActorSystem<?> system) {
    CompletableFuture<String> end = new CompletableFuture<>();
    Address self = Cluster.get(system).selfMember().address();
    system.systemActorOf(watch(self, end), "varve-end", Props.empty());
    // An actor that has crashed takes the cluster with it, and nobody is told that it was downed.
    org.apache.pekko.cluster.Cluster.get(system)
        .registerOnMemberRemoved(() -> end.complete("it has left the cluster"));
    system.getWhenTerminated().whenComplete((_, _) -> end.complete("its actor system has ended"));
    return end;
  }

  private static Behavior<MemberDowned> watch(Address self, CompletableFuture<String> end) {
    return Behaviors.setup(
        context -> {
          Cluster.get(context.getSystem())
              .subscriptions()
              .tell(Subscribe.create(context.getSelf(), MemberDowned.class));
          return Behaviors.receiveMessage(
              downed -> {
                if (downed.member().address().equals(self)) {
                  end.complete("it was downed in its cluster");
                }
                return Behaviors.same();
              });
        });
  }
}
