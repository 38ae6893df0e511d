//! A table: one Arrow batch that other libraries read where it lies.

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};

/// Rows in Arrow's memory layout. Readers that know the Arrow PyCapsule interface take them without a copy.
#[pyclass(frozen, module = "fastox")]
pub struct Table {
    name: String,
    title: String,
    batch: RecordBatch,
}

impl Table {
    pub fn new(name: &str, title: &str, batch: RecordBatch) -> Self {
        Self { name: name.to_owned(), title: title.to_owned(), batch }
    }
}

impl From<&fastox_outputs::Table> for Table {
    fn from(table: &fastox_outputs::Table) -> Self {
        Self::new(table.spec().name, table.spec().title, table.to_batch())
    }
}

#[pymethods]
impl Table {
    /// Its name, as that of its file.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// What a row is.
    #[getter]
    fn title(&self) -> &str {
        &self.title
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// The unit of every column, by name.
    #[getter]
    fn units<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.about(py, "unit")
    }

    /// What every column means, by name.
    #[getter]
    fn meanings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.about(py, "meaning")
    }

    /// The number of rows.
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("<fastox.Table {}: {} rows, {} columns>", self.name, self.batch.num_rows(), self.batch.num_columns())
    }

    /// The rows as an Arrow C stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A reader that wants other types converts by itself, as the interface allows.
        let _ = requested_schema;
        let (schema, batch) = (self.batch.schema(), self.batch.clone());
        let reader = RecordBatchIterator::new([Ok(batch)], schema);
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The schema as an Arrow C schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema().as_ref());
        let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

impl Table {
    fn about<'py>(&self, py: Python<'py>, what: &str) -> PyResult<Bound<'py, PyDict>> {
        let known = PyDict::new(py);
        for field in self.batch.schema().fields() {
            known.set_item(field.name(), field.metadata().get(what))?;
        }
        Ok(known)
    }
}
