package io.varve.node;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells the collector how large to let the heap grow, by {@link HeapGoal}. It is advice: a heap
 * that needs more takes it, up to its limit. Shenandoah only, with which it was tried; it hears of
 * a change when it collects next. Blocks now and then.
 */
final class HeapKeeper implements Runnable {
  /** How often it is to run. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  private static final String SOFT_MAX = "SoftMaxHeapSize";

  private final HotSpotDiagnosticMXBean options;
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final HeapGoal goal;
  private boolean told;

  private HeapKeeper(HotSpotDiagnosticMXBean options, Duration between) {
    this.options = options;
    goal =
        new HeapGoal(
            between, Runtime.getRuntime().maxMemory(), threads.getTotalThreadAllocatedBytes());
  }

  /**
   * Makes a keeper; none for other collectors, and where the command line has settled the matter.
   *
   * @param between how far apart collections should be; zero for no keeper
   */
  static Optional<HeapKeeper> create(Duration between) {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean ours =
        !between.isZero()
            && Boolean.parseBoolean(options.getVMOption("UseShenandoahGC").getValue())
            && options.getVMOption(SOFT_MAX).getOrigin() != VMOption.Origin.VM_CREATION;
    return ours ? Optional.of(new HeapKeeper(options, between)) : Optional.empty();
  }

  @Override
  public void run() {
    long allocated = threads.getTotalThreadAllocatedBytes();
    long bytes = goal.next(aliveAtLastCollection(), allocated, INTERVAL);
    options.setVMOption(SOFT_MAX, Long.toString(bytes));
    if (!told) {
      told = true;
      // It would collect for the first time, and hear of this, when a third of its limit is full.
      System.gc();
    }
  }

  private static long aliveAtLastCollection() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage usage = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && usage != null) {
        bytes += usage.getUsed();
      }
    }
    return bytes;
  }
}
