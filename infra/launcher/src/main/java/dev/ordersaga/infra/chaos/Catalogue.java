package dev.ordersaga.infra.chaos;

import dev.ordersaga.infra.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that may go wrong, in the order in which it does. */
final class Catalogue {

    private final List<Fault> faults;

    private Catalogue(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    /** The faults; the seed draws some of the combinations. */
    static Catalogue drawnBy(long seed) {
        List<Fault> services = ServiceFaults.all();
        List<Fault> failpoints = FailpointFaults.all();
        List<Fault> others =
                Stream.of(
                                BrokerFaults.all(),
                                DatabaseFaults.all(),
                                NetworkFaults.all(),
                                MessageFaults.all(),
                                ClientFaults.all())
                        .flatMap(List::stream)
                        .toList();
        List<Fault> all = new ArrayList<>(services);
        all.addAll(failpoints);
        all.addAll(others);
        all.addAll(Combinations.of(services, others, new Random(seed)));
        return new Catalogue(all);
    }

    List<Fault> all() {
        return faults;
    }

    List<Fault> quick() {
        return faults.stream().filter(Fault::quick).toList();
    }

    /**
     * Those that are meant.
     *
     * @param names each the name of a fault, or of several with {@code *} for whatever stands there
     * @throws Failure if there is no such fault
     */
    List<Fault> named(List<String> names) {
        return names.stream().flatMap(this::named).distinct().toList();
    }

    private Stream<Fault> named(String name) {
        Pattern pattern = Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E");
        List<Fault> meant =
                faults.stream().filter(fault -> pattern.matcher(fault.name()).matches()).toList();
        if (meant.isEmpty()) {
            throw Failure.impossible(
                    "There is no fault %s; infra/chaos --help lists those that there are."
                            .formatted(name));
        }
        return meant.stream();
    }
}
