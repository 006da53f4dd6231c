# The two commands that a newcomer needs: `make demo` and `make test`. Both make their own environment first.
PYTHON ?= python3
BIN := .venv/bin
export UV_PROJECT_ENVIRONMENT := .venv

.PHONY: demo test lint types contract docs figures clean

.venv/ready: pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	$(BIN)/uv sync --quiet --frozen --python $(BIN)/python
	touch $@

demo: .venv/ready
	mkdir -p build/demo
	$(BIN)/fill samples/vendor_form.xlsx --answers answers --no-input --force -o build/demo/vendor_form.filled.xlsx
	$(BIN)/fill samples/vendor_form.docx --answers answers --no-input --force -o build/demo/vendor_form.filled.docx

test: .venv/ready lint types contract
	$(BIN)/pytest -n auto

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

contract: .venv/ready
	$(BIN)/lint-imports

# Pages, schema, examples and the picture that the code writes; `figures` measures, which takes minutes.
docs: .venv/ready
	$(BIN)/python tools/make_docs.py
	$(BIN)/python tools/make_recording.py

figures: .venv/ready
	$(BIN)/python tools/figures.py

clean:
	rm -rf .venv build
