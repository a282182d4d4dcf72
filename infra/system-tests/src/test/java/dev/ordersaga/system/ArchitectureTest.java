package dev.ordersaga.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each layer may use, as allow-lists: what is not named may not be used. */
@AnalyzeClasses(
        packages = "dev.ordersaga",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The runtime's tests come to this module as a jar, with helpers that block. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String JDK = "java..";
    private static final String JSPECIFY = "org.jspecify..";
    private static final String REACTOR = "reactor..";

    @ArchTest
    static final ArchRule DOMAINS_KNOW_THE_JDK_ONLY =
            classes()
                    .that()
                    .resideInAPackage("dev.ordersaga.*.domain..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("dev.ordersaga.*.domain..", JDK, JSPECIFY);

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_ANNOTATIONS_ONLY =
            classes()
                    .that()
                    .resideInAPackage("dev.ordersaga.contracts..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.ordersaga.contracts..",
                            JDK,
                            JSPECIFY,
                            "com.fasterxml.jackson.annotation..");

    @ArchTest
    static final ArchRule SAGAS_ARE_PURE =
            classes()
                    .that()
                    .resideInAPackage("dev.ordersaga.*.saga..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.ordersaga.*.saga..",
                            "dev.ordersaga.*.domain..",
                            "dev.ordersaga.contracts..",
                            JDK,
                            JSPECIFY);

    @ArchTest
    static final ArchRule SAGAS_READ_NO_CLOCK_AND_DO_NO_IO =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.ordersaga.*.saga..", "dev.ordersaga.*.domain..")
                    .should()
                    .accessTargetWhere(
                            DescribedPredicate.describe(
                                    "clocks, chance or I/O",
                                    access ->
                                            access.getName().equals("now")
                                                    || access.getName().equals("randomUUID")
                                                    || access.getTargetOwner()
                                                            .getPackageName()
                                                            .matches("java\\.(io|nio|net).*")));

    @ArchTest
    static final ArchRule USE_CASES_KNOW_NO_TECHNOLOGY =
            classes()
                    .that()
                    .resideInAPackage("dev.ordersaga.*.application..")
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(
                                            "dev.ordersaga.*.application..",
                                            "dev.ordersaga.*.saga..",
                                            "dev.ordersaga.*.domain..",
                                            "dev.ordersaga.contracts..",
                                            "org.slf4j..",
                                            "org.reactivestreams..",
                                            JDK,
                                            JSPECIFY,
                                            REACTOR)
                                    .or(messagingPort()));

    @ArchTest
    static final ArchRule ADAPTERS_IGNORE_EACH_OTHER =
            slices().matching("dev.ordersaga.(*).adapter.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule SERVICES_IGNORE_EACH_OTHER =
            slices().matching("dev.ordersaga.(order|user|kitchen|payment)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule THE_BROKERS_CLIENT_HAS_ONE_HOME =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.ordersaga.messaging.rabbit..", "dev.ordersaga.infra..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("reactor.rabbitmq..", "com.rabbitmq..");

    @ArchTest
    static final ArchRule ONLY_THE_RUNTIME_SUBSCRIBES_AND_NOBODY_BLOCKS =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.ordersaga.messaging.batch..",
                            "dev.ordersaga.messaging.rabbit..",
                            "dev.ordersaga.messaging.timer..",
                            "dev.ordersaga.infra..")
                    .should()
                    .accessTargetWhere(subscribesOrBlocks());

    private static DescribedPredicate<JavaClass> messagingPort() {
        return resideInAPackage("dev.ordersaga.messaging").as("the messaging port");
    }

    private static DescribedPredicate<JavaAccess<?>> subscribesOrBlocks() {
        return DescribedPredicate.describe(
                "subscribe or block",
                access ->
                        access.getTargetOwner()
                                        .getPackageName()
                                        .startsWith("reactor.core.publisher")
                                && (access.getName().equals("subscribe")
                                        || access.getName().startsWith("block")));
    }
}
