"""What a project's record shows on a day: pure functions, without files and without a clock."""

from coprod.assess.evidence import Gate
from coprod.assess.judge import Assessment, Before, assess

__all__ = ["Assessment", "Before", "Gate", "assess"]
