package io.lamplighter.laws;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;

/** What a contract may say, and by which version it says that it has changed. */
final class Contracts {
  /** Annotations only: by them a fact's schema knows what may be missing. */
  private static final String MAY_BE_MISSING = "org.jspecify.annotations";

  /**
   * Contracts name contracts. Two things of others stand in signatures: the entity manager of a
   * transaction, and a call as the servlet at the port has it.
   */
  private static final Map<String, String> OTHERS =
      Map.of("api", "javax\\.persistence", "porch-api", "javax\\.servlet\\.http");

  private Contracts() {}

  /**
   * No servlet, JPA, XML binding, phone plans, SQL parsers, logs: nothing that a company might not
   * have.
   */
  static List<String> nameContractsOnly(String contract, Attributes manifest) {
    String others = OTHERS.getOrDefault(contract, "none");
    return ManifestLaws.clauses(manifest.getValue("Import-Package")).stream()
        .map(clause -> clause.replaceFirst(";.*", ""))
        .filter(name -> !name.matches("io\\.lamplighter\\.api(\\.[a-z]+)*|" + others))
        .map(name -> "pulls in " + name)
        .toList();
  }

  /** What is not exported is for nobody, and a package in two contracts is two packages. */
  static List<String> areWhole(Map<String, Attributes> manifests) {
    List<String> breaches = new ArrayList<>();
    Map<String, String> homes = new TreeMap<>();
    manifests.forEach(
        (contract, manifest) -> {
          for (String clause : ManifestLaws.clauses(manifest.getValue("Private-Package"))) {
            if (!clause.equals(MAY_BE_MISSING)) {
              breaches.add(contract + " hides " + clause);
            }
          }
          for (String clause : ManifestLaws.clauses(manifest.getValue("Export-Package"))) {
            String name = clause.replaceFirst(";.*", "");
            String other = homes.put(name, contract);
            if (other != null) {
              breaches.add(name + " is in " + other + " and in " + contract);
            }
          }
        });
    return breaches;
  }

  /** No threads, no SQL, no files, no wire formats: a contract says, and others do. */
  static ArchRule runNothing() {
    return noClasses()
        .should()
        .accessTargetWhere(
            CodeLaws.call(
                "what runs",
                "java\\.lang\\.(Thread|Process|ProcessBuilder|Runtime)\\..*",
                "java\\.util\\.(Timer|concurrent\\.(Executor|Thread|Completable|Fork)\\w*)\\..*",
                "java\\.sql\\.\\w+\\..*",
                "java\\.net\\..*",
                "java\\.nio\\.file\\.Files\\..*",
                "java\\.io\\.\\w*(Reader|Writer|Stream)\\..*",
                "javax\\.(xml|persistence|servlet)\\..*",
                "java\\.time\\.format\\.DateTimeFormatter\\.(parse|ofPattern).*",
                "java\\.util\\.regex\\.Matcher\\.(group|find)\\(.*"))
        .allowEmptyShould(true);
  }

  /**
   * What is wrong with a contract's versions: an addition wants a new minor version of its package
   * and its bundle, a break a new major one of both, and so is out of every feature's range.
   */
  static List<String> versions(Jar built, Jar published) throws Exception {
    List<String> breaches = new ArrayList<>();
    try (Processor processor = new Processor()) {
      Baseline baseline = new Baseline(processor, new DiffPluginImpl());
      for (Baseline.Info one : baseline.baseline(built, published, null)) {
        if (one.mismatch) {
          breaches.add(
              one.packageName + " is " + one.newerVersion + ", must be " + one.suggestedVersion);
        }
      }
      Baseline.BundleInfo bundle = baseline.getBundleInfo();
      if (bundle.mismatch) {
        breaches.add(
            "the bundle is " + bundle.newerVersion + ", must be " + bundle.suggestedVersion);
      }
    }
    return breaches;
  }
}
