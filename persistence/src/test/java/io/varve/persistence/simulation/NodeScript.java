package io.varve.persistence.simulation;

import io.varve.persistence.objectstore.StoreCall;
import io.varve.persistence.objectstore.StoreFault;
import io.varve.persistence.objectstore.StoreScript;

/** Gives the turn away before and after every call of the store, and disturbs some of them. */
final class NodeScript implements StoreScript {
  private static final int SLOW_PERCENT = 2;

  private final Simulation simulation;
  private final StoreScript faults;

  NodeScript(Simulation simulation, int faultPercent) {
    this.simulation = simulation;
    this.faults = StoreScript.random(simulation.random(), faultPercent);
  }

  @Override
  public StoreFault before(StoreCall call, String key) {
    pause();
    return faults.before(call, key);
  }

  @Override
  public void after(StoreCall call, String key) {
    pause();
  }

  private void pause() {
    if (simulation.random().nextInt(100) < SLOW_PERCENT) {
      simulation.sleep(Pauses.of(simulation.random()));
    } else {
      simulation.step();
    }
  }
}
