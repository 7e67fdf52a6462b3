package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.load.StageClock;

class StageClockTest {
    private final AtomicLong now = new AtomicLong(5_000_000_000L);

    private void pass(double seconds) {
        now.addAndGet((long) (seconds * 1e9));
    }

    @Test
    void everyInstantBelongsToTheStageThatWasEnteredLast() {
        StageClock clock = StageClock.starting("start", now::get);
        pass(1);
        clock.enter("read");
        pass(2);
        clock.enter("load");
        clock.enter("read");
        pass(4);

        assertThat(clock.seconds()).containsExactlyInAnyOrderEntriesOf(Map.of("start", 1.0, "read", 6.0, "load", 0.0));
        assertThat(clock.stages().keySet()).containsExactly("start", "read", "load");
    }

    @Test
    void theClockGoesOnAfterItWasRead() {
        StageClock clock = StageClock.starting("start", now::get);
        pass(1);
        clock.seconds();
        pass(1);

        assertThat(clock.seconds()).containsEntry("start", 2.0);
    }

    @Test
    void theClockOfAProcessBeginsWithIt() {
        double started = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;

        assertThat(StageClock.ofProcess().seconds().get("start")).isGreaterThanOrEqualTo(started - 1e-9);
    }
}
