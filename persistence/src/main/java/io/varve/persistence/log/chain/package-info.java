/**
 * The shard log on a shared store: a chain of immutable objects, each put on the condition that its
 * number is free, as the successor of the one before.
 *
 * <p>Invariant: a link that its writer calls won is read by every later owner. The chain is the
 * fence as well: who takes a shard over puts a CLAIM behind the last link, and from then on the
 * former owner's next put meets a number that is taken.
 *
 * <p>A link has the key {@code varve/shards/NNNNN/chain/<20 digits>}, numbered from 1 without gaps,
 * and is a protobuf message {@code Link} (chain.proto) in an {@link
 * io.varve.persistence.envelope.Envelope}:
 *
 * <pre>{@code
 * chain      := link(1) link(2) ... link(end)
 * link       := "VLNK" 0x01 message crc        crc: CRC-32C of all before it, big-endian
 * message    := token shard number epoch ( claim | events | checkpoint )
 * claim      := incarnation address            epoch is one above all before it
 * events     := first_sequence_nr record+      the records of one commit
 * checkpoint := sequence_nr log_position manifest
 * }</pre>
 *
 * <p>The link number 7 of shard 3, by which "a:1" in incarnation 5 begins epoch 2:
 *
 * <pre>{@code
 * 564c4e4b                             magic "VLNK"
 * 01                                   version 1
 * 0a10 0123456789abcdef1122334455667788   1: token, 16 bytes
 * 1003                                 2: shard 3
 * 1807                                 3: number 7
 * 2002                                 4: epoch 2
 * 2a07 0805 1203613a31                 5: claim {1: incarnation 5, 2: address "a:1"}
 * 1d9e961f                             CRC-32C
 * }</pre>
 *
 * <p>Reading: list the numbers, go back from the greatest to the greatest CHECKPOINT, then read
 * from its log position to the end, and on until a number is free. What stands below is ignored.
 *
 * <p>Writing ({@link io.varve.persistence.log.chain.ChainWriter}): one put is under way at a time.
 * If the store answers "exists", or not at all, the object is read back: with this writer's bytes,
 * the token among them, the link is won; with others, the writer is fenced; if nothing is there,
 * the same bytes are put again, until the fate is known.
 *
 * <p>Deleting: links below the log position of the last but one CHECKPOINT go a delay (1 h, never
 * under 30 min) after their owner saw the newest one. So that a deleted number is never used again,
 * a writer notes the time by both clocks before it puts; if its last link is older than 1 min, it
 * looks for the chain's end first; if the put comes back more than 10 min after the note, it counts
 * as fenced unless the link is the chain's end.
 */
@NullMarked
package io.varve.persistence.log.chain;

import org.jspecify.annotations.NullMarked;
