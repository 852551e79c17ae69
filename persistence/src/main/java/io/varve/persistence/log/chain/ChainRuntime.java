package io.varve.persistence.log.chain;

import io.varve.persistence.log.Timer;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What chains run on.
 *
 * @param io runs tasks that block for as long as the store takes, each on a thread of its own
 * @param readAhead fetches links while the one before is looked at; {@code Runnable::run} for none
 * @param timer for lingering, retries and deletions
 * @param clocks both clocks of this machine
 * @param random for tokens; thread-safe, and not to be guessed from one run to the next
 */
public record ChainRuntime(
    Executor io, Executor readAhead, Timer timer, Clocks clocks, RandomGenerator random) {}
