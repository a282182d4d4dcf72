package dev.ordersaga.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.web.Problem;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

    private static final Caller KIM = new Caller("7", Set.of(Role.CUSTOMER));

    @Test
    void aCustomerSeesItsOwnAndAnOperatorEverything() {
        assertThat(KIM.userId()).isEqualTo(7);
        assertThat(KIM.maySee(7)).isTrue();
        assertThat(KIM.maySee(8)).isFalse();
        assertThat(new Caller("7", Set.of(Role.OPERATOR)).maySee(8)).isTrue();
        assertThat(new Caller("7", Set.of(Role.KITCHEN)).maySee(8)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-7",
                "07",
                " 7",
                "7.0",
                "3f6c",
                "9007199254740992",
                "99999999999999999999"
            })
    void aSubjectThatIsNoUsersIdIsNobodyHere(String subject) {
        assertThatThrownBy(new Caller(subject, Set.of())::userId)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(403));
    }

    @Test
    void theLargestIdIsOne() {
        assertThat(new Caller("9007199254740991", Set.of()).userId())
                .isEqualTo(9_007_199_254_740_991L);
    }
}
