"""`python -m benchmarks [NAME…]`: runs the named benchmarks, or all."""

import importlib
import pkgutil
import sys

import benchmarks

if __name__ == "__main__":
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    for name in sys.argv[1:] or names:
        importlib.import_module(f"benchmarks.{name}").main()
