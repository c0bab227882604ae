"""Every use case, by subject, with who may do it."""

from collections.abc import Mapping

from tests.property.use_cases import learning, own, running, teams
from tests.property.use_cases.world import UseCase

USE_CASES: Mapping[str, UseCase] = {
    name: case for module in (own, learning, running, teams) for name, case in module.USE_CASES.items()
}
