package io.varve.node;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds what the module graph promises, in all modules' main code at once. */
class ArchitectureTest {
  private static final String ROOT = "io.varve.";

  /** Each module's package, and whose packages it may use besides its own. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("model", List.of());
    MAY_USE.put("promql", List.of("model"));
    MAY_USE.put("persistence", List.of("model"));
    MAY_USE.put("sharding", List.of("model", "promql", "persistence"));
    MAY_USE.put("http", List.of("model", "promql", "sharding"));
    MAY_USE.put("node", List.of("model", "promql", "persistence", "sharding", "http"));
  }

  private static JavaClasses varve;

  @BeforeAll
  static void readClasses() {
    varve =
        new ClassFileImporter()
            .withImportOption(
                location -> !location.contains("/test-classes/") && !location.contains("-tests."))
            .importPackages("io.varve");
  }

  @Test
  void everyModuleIsLookedAt() {
    Set<String> seen = new TreeSet<>();
    varve.forEach(c -> seen.add(c.getPackageName().split("\\.", 4)[2]));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(MAY_USE.keySet());
  }

  @Test
  void modulesUseOnlyThoseBelowThem() {
    MAY_USE.forEach(
        (module, used) -> {
          String[] forbidden =
              MAY_USE.keySet().stream()
                  .filter(other -> !other.equals(module) && !used.contains(other))
                  .map(ArchitectureTest::packagesOf)
                  .toArray(String[]::new);
          check(
              noClasses()
                  .that(resideInAPackage(packagesOf(module)))
                  .should()
                  .dependOnClassesThat(resideInAnyPackage(forbidden))
                  .because(module + " may use only " + used));
        });
  }

  @Test
  void packagesFormNoCycles() {
    check(slices().matching("io.varve.(**)").should().beFreeOfCycles());
  }

  @Test
  void everyPackageSaysWhatItIsForAndIsNullMarked() {
    Set<String> packages = new TreeSet<>();
    Set<String> marked = new TreeSet<>();
    for (JavaClass c : varve) {
      packages.add(c.getPackageName());
      if (c.getSimpleName().equals("package-info") && c.isAnnotatedWith(NullMarked.class)) {
        marked.add(c.getPackageName());
      }
    }
    assertThat(packages).as("packages with a @NullMarked package-info.java").isEqualTo(marked);
  }

  @Test
  void modelAndPromqlAreFreeOfPekko() {
    check(
        noClasses()
            .that(resideInAnyPackage(packagesOf("model"), packagesOf("promql")))
            .should()
            .dependOnClassesThat(pekko())
            .because("they are tested and run without an actor system"));
  }

  @Test
  void persistenceKnowsPekkoInItsPluginsOnly() {
    check(
        noClasses()
            .that(resideInAPackage(packagesOf("persistence")))
            .and(not(resideInAPackage("io.varve.persistence.pekko..")))
            .should()
            .dependOnClassesThat(pekko())
            .because("formats and stores outlive the actor framework"));
  }

  @Test
  void foreignMemoryIsTouchedByMappedFileOnly() {
    check(
        noClasses()
            .that(
                describe(
                    "are not MappedFile", c -> !outermost(c).getSimpleName().equals("MappedFile")))
            .should()
            .dependOnClassesThat(resideInAPackage("java.lang.foreign.."))
            .because("one class owns arenas and their reference counts"));
  }

  @Test
  void methodsAreNotSynchronized() {
    check(
        methods()
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .because("whoever holds a reference could take the same lock"));
  }

  @Test
  void nobodyLocksOnThis() {
    Set<String> lockers = new TreeSet<>();
    varve.forEach(c -> lockers.addAll(MonitorsOnThis.in(c)));
    assertThat(lockers).as("methods with synchronized (this)").isEmpty();
  }

  @Test
  void timeIsInjected() {
    check(
        noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethodWhere(
                describe(
                    "Thread.sleep or TimeUnit.sleep",
                    call ->
                        call.getTarget().getName().equals("sleep")
                            && Set.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                                .contains(call.getTargetOwner().getName())))
            .because("tests steer an InstantSource and never wait for the wall clock"));
  }

  private static String packagesOf(String module) {
    return ROOT + module + "..";
  }

  private static DescribedPredicate<JavaClass> pekko() {
    return resideInAnyPackage("org.apache.pekko..", "com.typesafe..", "scala..");
  }

  private static JavaClass outermost(JavaClass c) {
    JavaClass outer = c;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    return outer;
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(varve);
  }
}
